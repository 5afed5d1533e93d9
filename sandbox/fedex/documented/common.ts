import { fields, list, oneOf, type Schema, some, text, upTo } from "./schema";

export const serviceTypes = oneOf(
  "FIRST_OVERNIGHT",
  "PRIORITY_OVERNIGHT",
  "STANDARD_OVERNIGHT",
  "FEDEX_2_DAY",
  "FEDEX_2_DAY_AM",
  "FEDEX_EXPRESS_SAVER",
  "FEDEX_GROUND",
  "GROUND_HOME_DELIVERY",
  "INTERNATIONAL_FIRST",
  "INTERNATIONAL_ECONOMY",
  "FEDEX_INTERNATIONAL_PRIORITY",
  "FEDEX_INTERNATIONAL_PRIORITY_EXPRESS",
  "FEDEX_INTERNATIONAL_CONNECT_PLUS",
  "FEDEX_REGIONAL_ECONOMY",
  "FEDEX_ECONOMY",
  "FEDEX_PRIORITY",
  "FEDEX_PRIORITY_EXPRESS",
  "FEDEX_FIRST",
);
export const pickupTypes = oneOf(
  "CONTACT_FEDEX_TO_SCHEDULE",
  "DROPOFF_AT_FEDEX_LOCATION",
  "USE_SCHEDULED_PICKUP",
);
export const weight = fields({
  "units!": oneOf("KG", "LB"),
  "value!": { type: "number", exclusiveMinimum: 0 },
});
export const side = { type: "integer", minimum: 1, maximum: 999 };
export const dimensions = fields({
  "length!": side,
  "width!": side,
  "height!": side,
  "units!": oneOf("CM", "IN"),
});
export const account = fields({ "value!": { type: "string", pattern: "^\\d{9}$" } });
export const money = fields({
  "amount!": { type: "number", minimum: 0, maximum: 99_999.99 },
  "currency!": upTo(3),
});
export const names = list(fields({ type: text, encoding: text, value: text }));
export const alerts = list(fields({ code: text, message: text, alertType: oneOf("NOTE", "WARNING") }));

export const answer = (output: Schema): Schema =>
  fields({ "transactionId!": some, customerTransactionId: some, "output!": output });
export const refused = fields({
  "transactionId!": some,
  customerTransactionId: some,
  "errors!": list(
    fields({
      "code!": some,
      "message!": some,
      parameterList: list(fields({ key: text, value: text })),
    }),
    { minItems: 1 },
  ),
});
