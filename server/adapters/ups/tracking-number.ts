/**
 * UPS "1Z" numbers: `1Z`, six characters of shipper number, two of service, seven digits of package, one check digit.
 * Digits and letters are summed without the `1Z`; letters count as (code − 63) mod 10, every second one doubled.
 */
export type TrackingNumberParts = {
  /** Six characters, A–Z and 0–9. */
  shipper: string;
  /** Two characters, e.g. `03` for Ground. */
  service: string;
  /** 0–9,999,999 */
  serial: number;
};

/** Puts a number together with its check digit. Throws a RangeError for parts of the wrong form. */
export function buildTrackingNumber({ shipper, service, serial }: TrackingNumberParts): string {
  if (!/^[0-9A-Z]{6}$/.test(shipper))
    throw new RangeError(`"${shipper}" is not a shipper number of six characters`);
  if (!/^[0-9A-Z]{2}$/.test(service))
    throw new RangeError(`"${service}" is not a service code of two characters`);
  if (!Number.isInteger(serial) || serial < 0 || serial > 9_999_999)
    throw new RangeError(`${serial} is not a package serial`);
  const body = `${shipper}${service}${String(serial).padStart(7, "0")}`;
  return `1Z${body}${checkDigit(body)}`;
}

/** Whether the form and the check digit are right. Says nothing about whether UPS knows the parcel. */
export function isTrackingNumber(value: string): boolean {
  return /^1Z[0-9A-Z]{8}\d{8}$/.test(value) && checkDigit(value.slice(2, 17)) === Number(value[17]);
}

function checkDigit(body: string): number {
  const sum = [...body].reduce((total, char, index) => total + digitOf(char) * (index % 2 === 0 ? 1 : 2), 0);
  return (10 - (sum % 10)) % 10;
}

const digitOf = (char: string): number => (/\d/.test(char) ? Number(char) : (char.charCodeAt(0) - 63) % 10);
