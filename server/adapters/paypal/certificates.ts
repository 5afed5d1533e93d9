import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";

/** Where PayPal's signing certificates come from, and whom they must name. */
export type CertificateSource = {
  /** What a certificate's address must begin with; the rest may only be its name. */
  addresses: readonly string[];
  /** The name in a certificate that a public authority has signed; absent where the address alone is trusted. */
  name?: string;
};

/**
 * Certificates belong to the side that answers our calls: a test account's webhook means nothing to a live shop. An address
 * that is not PayPal's is one the operator chose for the API itself, so what it serves is believed without an authority.
 */
export function certificateSource(apiUrl: string): CertificateSource {
  const { origin } = new URL(apiUrl);
  for (const part of ["", "sandbox."])
    if ([`https://api-m.${part}paypal.com`, `https://api.${part}paypal.com`].includes(origin))
      return {
        addresses: [`https://api.${part}paypal.com`, `https://api-m.${part}paypal.com`].map(folder),
        name: `messageverificationcerts.${part}paypal.com`,
      };
  return { addresses: [folder(apiUrl.replace(/\/+$/, ""))] };
}

const folder = (base: string): string => `${base}/v1/notifications/certs/`;

const longest = 64 * 1024;
const keptAtMost = 8;

/** Fetches and checks certificates, each once while it is valid. */
export function certificateStore(source: CertificateSource, options: { timeoutMs: number; now: () => Date }) {
  const kept = new Map<string, Promise<X509Certificate>>();

  /**
   * The certificate at an address a webhook named. Throws `forbidden` for an address that is not PayPal's (nothing is
   * fetched then) or a certificate that can't be trusted, `provider_unavailable` when it can't be fetched.
   */
  return async function certificateAt(address: string): Promise<X509Certificate> {
    if (!isTheirs(source, address)) throw untrusted("The webhook names a certificate that is not PayPal's.");
    const known = kept.get(address);
    if (known) {
      const certificate = await known;
      if (isInForce(certificate, options.now())) return certificate;
      kept.delete(address);
    }
    const fetching = fetched(address, options.timeoutMs).then((pem) => checked(pem, source, options.now()));
    if (kept.size >= keptAtMost) kept.delete(kept.keys().next().value ?? "");
    kept.set(address, fetching);
    return fetching.catch((error: unknown) => {
      if (kept.get(address) === fetching) kept.delete(address);
      throw error;
    });
  };
}

/** Compared as text, before anything parses it: no user part, no other port, no path upwards, no query fits. */
const isTheirs = ({ addresses }: CertificateSource, address: string): boolean =>
  addresses.some(
    (start) => address.startsWith(start) && /^[A-Za-z0-9-]{1,100}$/.test(address.slice(start.length)),
  );

async function fetched(address: string, timeoutMs: number): Promise<string> {
  try {
    const response = await fetch(address, {
      redirect: "error",
      headers: { accept: "application/x-pem-file, */*" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const text = await response.text();
    if (text.length > longest) throw new Error(`${address} is too long for a certificate`);
    return text;
  } catch (error) {
    throw providerUnavailable("PayPal", error);
  }
}

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function checked(text: string, { name }: CertificateSource, now: Date): X509Certificate {
  const [own, ...others] = (text.match(pem) ?? []).map((one) => new X509Certificate(one));
  if (!own) throw untrusted("There is no certificate where the webhook says.");
  if (!isInForce(own, now)) throw untrusted("The webhook's certificate is not valid at this time.");
  if (name === undefined) return own;
  if (own.checkHost(name, { subject: "always" }) === undefined)
    throw untrusted(`The webhook's certificate is not made out to ${name}.`);
  if (!isVouchedFor(own, others, now)) throw untrusted("No known authority vouches for the certificate.");
  return own;
}

const isInForce = (certificate: X509Certificate, now: Date): boolean =>
  new Date(certificate.validFrom) <= now && now < new Date(certificate.validTo);

/** Follows the chain, in whatever order it came, to an authority this machine's Node.js trusts. */
function isVouchedFor(own: X509Certificate, others: readonly X509Certificate[], now: Date): boolean {
  let current = own;
  for (let steps = 0; steps < 5; steps += 1) {
    if (roots().some((root) => signs(root, current, now))) return true;
    const issuer = others.find((one) => one !== current && signs(one, current, now));
    if (!issuer) return false;
    current = issuer;
  }
  return false;
}

const signs = (issuer: X509Certificate, certificate: X509Certificate, now: Date): boolean =>
  issuer.ca &&
  isInForce(issuer, now) &&
  certificate.checkIssued(issuer) &&
  certificate.verify(issuer.publicKey);

let known: X509Certificate[] | undefined;
const roots = (): X509Certificate[] => {
  known ??= rootCertificates.map((one) => new X509Certificate(one));
  return known;
};

const untrusted = (message: string): DomainError => new DomainError("forbidden", message);
