import type { Forms } from "../forms";

/** A commercial invoice as one plain page of PDF, in the form's own words. */
export function drawInvoice(
  invoice: Forms,
  from: readonly string[],
  to: readonly string[],
  trackingNumber: string,
): Buffer {
  const products = invoice.Product.map((one) => {
    const quantity = Number(one.Unit?.Number ?? 0);
    const each = Number(one.Unit?.Value ?? 0);
    return {
      total: quantity * each,
      line: `${quantity} x ${one.Description.join(" ")}  HS ${one.CommodityCode ?? "-"}  made in ${one.OriginCountryCode}  ${each.toFixed(2)} = ${(quantity * each).toFixed(2)} ${invoice.CurrencyCode}`,
    };
  });
  const total = products.reduce((all, one) => all + one.total, 0);
  return pdfOf([
    "COMMERCIAL INVOICE (SANDBOX)",
    `Invoice ${invoice.InvoiceNumber}, ${invoice.InvoiceDate}   Tracking ${trackingNumber}`,
    `Reason for export ${invoice.ReasonForExport}   Terms ${invoice.TermsOfShipment}`,
    "",
    "FROM",
    ...from,
    "",
    "TO",
    ...to,
    "",
    ...products.map(({ line }) => line),
    "",
    `TOTAL ${total.toFixed(2)} ${invoice.CurrencyCode}`,
  ]);
}

/** The least that is a PDF: one page, one of the fonts every reader has, a table of where each object starts. */
function pdfOf(lines: readonly string[]): Buffer {
  const escaped = lines.map((line) => line.replace(/[^ -~\xa0-\xff]/g, "?").replace(/[\\()]/g, "\\$&"));
  const content = `BT /F1 10 Tf 14 TL 50 740 Td ${escaped.map((line) => `(${line}) Tj T*`).join("\n")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let text = "%PDF-1.4\n";
  const starts = objects.map((object, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = text.length;
  const rows = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}
