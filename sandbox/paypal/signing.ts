import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { crc32 } from "node:zlib";
import { generate } from "selfsigned";
import { credentials } from "./credentials";

/**
 * This process's key. The certificate's name comes from it, so that after a restart nobody checks with the one they
 * remember. Made when it is first needed.
 */
let made: { privateKey: string; publicKey: string; name: string } | undefined;
function key() {
  if (!made) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const print = createHash("sha256").update(publicKey).digest("hex");
    made = { privateKey, publicKey, name: `CERT-${print.slice(0, 8)}-${print.slice(8, 16)}` };
  }
  return made;
}

let certificate: Promise<string> | undefined;

/** The certificate under a name that a webhook gave, in PEM; undefined when there is no such. */
export async function certificateNamed(name: string): Promise<string | undefined> {
  const { privateKey, publicKey, name: own } = key();
  if (name !== own) return undefined;
  const day = 86_400_000;
  certificate ??= generate([{ name: "commonName", value: "messageverificationcerts.sandbox.paypal.com" }], {
    algorithm: "sha256",
    keyPair: { privateKey, publicKey },
    // The test clock may run ahead by years.
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 20 * 365 * day),
  }).then(({ cert }) => cert);
  return certificate;
}

/** Headers of one transmission. The certificate is served where the event's own links point to: by this sandbox. */
export function signed(body: string, sentAt: Date): Record<string, string> {
  const { privateKey, name } = key();
  const { links } = JSON.parse(body) as { links: { href: string }[] };
  const base = links[0]?.href.split("/v1/notifications/")[0] ?? "";
  const id = randomUUID();
  const time = `${sentAt.toISOString().slice(0, 19)}Z`;
  const what = `${id}|${time}|${credentials().webhookId}|${crc32(body)}`;
  return {
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": sign("sha256", Buffer.from(what), privateKey).toString("base64"),
    "paypal-cert-url": `${base}/v1/notifications/certs/${name}`,
    "paypal-auth-algo": "SHA256withRSA",
  };
}
