import { toString as drawn } from "qrcode";

/** A QR code as an image address that stands in the page itself. */
export async function qrImage(text: string): Promise<string> {
  const svg = await drawn(text, { type: "svg", margin: 2, errorCorrectionLevel: "M" });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
