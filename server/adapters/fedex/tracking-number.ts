/** Weights of the digits, from the first, again and again. */
const weights = [3, 1, 7];

/**
 * FedEx's numbers of twelve digits: eleven and a check digit. `serial` is 0 to 99,999,999,999; throws a RangeError for
 * others.
 */
export function buildTrackingNumber(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial > 99_999_999_999)
    throw new RangeError(`${serial} is not a serial of eleven digits`);
  const body = String(serial).padStart(11, "0");
  return `${body}${checkDigit(body)}`;
}

/** Whether the form and the check digit are right. Says nothing about whether FedEx knows the parcel. */
export const isTrackingNumber = (value: string): boolean =>
  /^\d{12}$/.test(value) && checkDigit(value.slice(0, 11)) === Number(value[11]);

function checkDigit(body: string): number {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0), 0);
  return (sum % 11) % 10;
}
