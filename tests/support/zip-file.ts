import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a zip; everything after `data` is for zips that lie or are damaged. */
export type ZipPart = {
  name: string;
  data: string | Buffer;
  stored?: boolean;
  crc?: number;
  /** The unpacked size that the directory declares. */
  declared?: number;
  method?: number;
  /** Bit 0 of the flags: encrypted. */
  encrypted?: boolean;
  /** Packed bytes made elsewhere; `data` then is "". */
  packed?: { bytes: Buffer; size: number; crc: number };
  /** The entry's place in the file as the directory tells it. */
  offset?: number;
};

/** Writes a zip by hand, so that a test can plant any fault in it. */
export function zipFile(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { bytes, size, crc } = pack(part);
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800 | (part.encrypted ? 1 : 0), 2);
    fields.writeUInt16LE(part.method ?? (part.stored ? 0 : 8), 4);
    fields.writeUInt32LE(part.crc ?? crc, 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(part.declared ?? size, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, name, bytes]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(part.offset ?? offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, central, name]));
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

function pack({ data, stored, packed }: ZipPart) {
  if (packed) return packed;
  const plain = Buffer.from(data as string);
  return { bytes: stored ? plain : deflateRawSync(plain), size: plain.length, crc: crc32(plain) };
}
