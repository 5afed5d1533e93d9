import { deflateSync } from "node:zlib";
import type { Bitmap } from "@/sandbox/ups/label/bitmap";
import { packBits } from "./png";

/** A PDF of one page with one picture that fills it, at so many dots an inch. */
export function encodePdf(picture: Bitmap, dotsPerInch: number): Buffer {
  const { width, height } = picture;
  const [wide, tall] = [(width / dotsPerInch) * 72, (height / dotsPerInch) * 72];
  const image = deflateSync(packBits(picture));
  const content = Buffer.from(`q ${wide} 0 0 ${tall} 0 0 cm /Label Do Q`);
  const objects = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${tall}] /Resources << /XObject << /Label 5 0 R >> >> /Contents 4 0 R >>`,
    ),
    stream("", content),
    stream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode `,
      image,
    ),
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  objects.forEach((object, index) => {
    const framed = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    offsets.push(at);
    at += framed.length;
    parts.push(framed);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const stream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary}/Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from("\nendstream"),
  ]);
