/** What a spreadsheet of submissions may hold. Sizes in bytes unless said otherwise. */
export const limits = {
  fileBytes: 50 * 1024 * 1024,
  /** Data rows below the header. */
  rows: 200_000,
  /** What Excel itself allows in a cell, in UTF-16 units. */
  cellCharacters: 32_767,
  /** The header stands in one of these first rows of the sheet. */
  headerRows: 20,
  zipEntries: 2_000,
  /** Of all entries together, as declared and as met. */
  unpackedBytes: 400 * 1024 * 1024,
  /** Unpacked : packed; real sheets stay under 40. Entries smaller than `ratioFrom` are not measured. */
  ratio: 100,
  ratioFrom: 8 * 1024 * 1024,
  sharedStrings: 5_000_000,
  /** Workbook, relations and content types are small; these parts are held whole. */
  smallPartBytes: 4 * 1024 * 1024,
  /** Characters the XML parser may gather before it reports something. */
  xmlQuiet: 4 * 1024 * 1024,
  xmlDepth: 64,
} as const;
