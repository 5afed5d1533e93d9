import bwipjs from "bwip-js/node";

/** A QR code, drawn on the server: black on white in every theme, because cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [symbol] = bwipjs.raw("qrcode", text);
  if (!symbol || !("pixs" in symbol)) throw new Error("No QR code was drawn.");
  const { pixs, pixx: size } = symbol;
  const quiet = 3;
  const path = [...pixs]
    .map((dark, at) => (dark ? `M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z` : ""))
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size + 2 * quiet} ${size + 2 * quiet}`}
      shapeRendering="crispEdges"
      className="size-48 rounded border"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
