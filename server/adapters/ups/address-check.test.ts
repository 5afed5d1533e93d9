import { describe, expect, test } from "vitest";
import type { PostalAddress } from "@/server/ports/carrier";
import { addressRequest, verdictOf } from "./address-check";
import { addressAnswer } from "./answers";

const asked: PostalAddress = {
  name: "Ada Lovelace",
  line1: "26601 Aliso Creek Road",
  line2: "Suite D",
  city: "Aliso Viejo",
  region: "CA",
  postalCode: "92656-2882",
  country: "US",
  phone: "+1 949 555 0134",
};
const found = (over: object = {}) => ({
  AddressKeyFormat: {
    AddressLine: ["26601 ALISO CREEK RD", "STE D"],
    PoliticalDivision2: "ALISO VIEJO",
    PoliticalDivision1: "CA",
    PostcodePrimaryLow: "92656",
    PostcodeExtendedLow: "2882",
    CountryCode: "US",
    ...over,
  },
});
const verdict = (answer: object) =>
  verdictOf(asked, addressAnswer.parse({ XAVResponse: { Response: {}, ...answer } }));

describe("UPS's verdict on an address", () => {
  test("valid and the same but for capitals and short forms is ok", () => {
    expect(verdict({ ValidAddressIndicator: "", Candidate: [found()] })).toEqual({ verdict: "ok" });
  });

  test("valid but another street, town or ZIP code is corrected", () => {
    const other = found({ AddressLine: ["26601 ALISO VIEJO PKWY", "STE D"] });
    expect(verdict({ ValidAddressIndicator: "", Candidate: [other] })).toEqual({
      verdict: "corrected",
      suggestion: { ...asked, line1: "26601 ALISO VIEJO PKWY", line2: "STE D", city: "ALISO VIEJO" },
    });
    const zip = found({ PostcodePrimaryLow: "92657" });
    expect(verdict({ ValidAddressIndicator: "", Candidate: [zip] })).toMatchObject({ verdict: "corrected" });
  });

  test("several that fit are unsure without a suggestion, one whole address with it", () => {
    const near = found({ PostcodePrimaryLow: "92657" });
    expect(verdict({ AmbiguousAddressIndicator: "", Candidate: [found(), near] })).toEqual({
      verdict: "unsure",
    });
    expect(verdict({ AmbiguousAddressIndicator: "", Candidate: [near] })).toMatchObject({
      verdict: "unsure",
      suggestion: { name: "Ada Lovelace", phone: "+1 949 555 0134", postalCode: "92657-2882" },
    });
  });

  test("a stretch of street is no suggestion", () => {
    const stretch = found({ AddressLine: ["26501-26699 ALISO CREEK RD"] });
    expect(verdict({ AmbiguousAddressIndicator: "", Candidate: [stretch] })).toEqual({ verdict: "unsure" });
  });

  test("no candidate is unknown", () => {
    expect(verdict({ NoCandidatesIndicator: "" })).toEqual({ verdict: "unknown" });
  });
});

test("the four figures of ZIP+4 are asked about apart", () => {
  expect(addressRequest(asked).XAVRequest.AddressKeyFormat).toMatchObject({
    PostcodePrimaryLow: "92656",
    PostcodeExtendedLow: "2882",
    PoliticalDivision1: "CA",
    AddressLine: ["26601 Aliso Creek Road", "Suite D"],
  });
});
