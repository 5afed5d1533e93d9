import { describe, expect, test } from "vitest";
import { mailChoiceLinks, readMailChoices } from "./mail-choices";

const secret = "a secret of the tests with enough characters";
const paramsOf = (url: string) => {
  const query = new URL(url).searchParams;
  return { to: query.get("to"), key: query.get("key") };
};
const links = mailChoiceLinks("https://shop.test", "Ada+mail@Example.com", secret);

describe("the link at the foot of a mail", () => {
  test("opens the choices of the address it was sent to, however that is written", () => {
    expect(readMailChoices(paramsOf(links.page), secret)).toBe("ada+mail@example.com");
    expect(readMailChoices(paramsOf(links.stop("reviews")), secret)).toBe("ada+mail@example.com");
    expect(links.page).not.toContain("@");
  });

  test("opens nobody else's, and nothing when a part of it is lost", () => {
    const { to, key } = paramsOf(links.page);
    const other = paramsOf(mailChoiceLinks("https://shop.test", "eve@example.com", secret).page);
    expect(readMailChoices({ to: other.to, key }, secret)).toBeNull();
    expect(readMailChoices({ to, key: `${key}x` }, secret)).toBeNull();
    expect(readMailChoices({ to, key: null }, secret)).toBeNull();
    expect(readMailChoices({ to: null, key }, secret)).toBeNull();
    expect(readMailChoices({ to: "A".repeat(600), key }, secret)).toBeNull();
    expect(readMailChoices({ to, key }, `${secret}!`)).toBeNull();
  });
});
