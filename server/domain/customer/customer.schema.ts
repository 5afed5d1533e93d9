import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { z } from "zod";
import { isOneLine } from "../../kernel/text";
import { addressProblems } from "./address";

const text = (label: string, max: number) =>
  z
    .string({ error: `Enter ${label}.` })
    .trim()
    .min(1, `Enter ${label}.`)
    .max(max, `Use at most ${max} characters.`)
    .refine(isOneLine, "Use letters, digits and signs on one line.");
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine(isOneLine, "Use letters, digits and signs on one line.")
    .optional()
    .transform((value) => value || undefined);

export const emailSchema = z
  .string({ error: "Enter your e-mail address." })
  .trim()
  .toLowerCase()
  .min(1, "Enter your e-mail address.")
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("That e-mail address is not complete. It should look like name@example.com."));

export const customerSchema = z.object({
  email: emailSchema,
  name: text("your name", 120),
  phone: optionalText(40).refine(
    (phone) => !phone || parsePhoneNumberFromString(phone, "US")?.isPossible() === true,
    {
      error: "That is not a phone number. Start with + and the country code, such as +1 212 555 0100.",
    },
  ),
});

export const addressSchema = z
  .object({
    name: text("the name on the parcel", 120),
    line1: text("the street and number", 120),
    line2: optionalText(120),
    city: text("the town or city", 80),
    region: optionalText(60).transform((region) => region?.toUpperCase()),
    postalCode: text("the postal code", 16).transform((code) => code.toUpperCase()),
    country: z.string({ error: "Choose a country." }).trim().toUpperCase().length(2, "Choose a country."),
  })
  .superRefine((address, check) => {
    for (const { field, message } of addressProblems(address))
      check.addIssue({ code: "custom", path: [field], message });
  });
