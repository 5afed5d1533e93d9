import { describe, expect, it } from "vitest";
import { csvLine, withoutGuard } from "./csv";

describe("a line of CSV", () => {
  it("quotes what would break the line", () => {
    expect(csvLine(["Ada", 'The "old" mill, 3', "two\nlines", null, 12])).toBe(
      'Ada,"The ""old"" mill, 3","two\nlines",,12\r\n',
    );
  });

  it.each(["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1"])("disarms the formula %j", (text) => {
    expect(csvLine([text]).replaceAll('"', "")).toMatch(/^'/);
  });

  it.each(["=1+1", "'=1+1", "''-2", "'tis", "plain"])("gives %j back without the guard", (text) => {
    expect(withoutGuard(csvLine([text]).trimEnd())).toBe(text);
  });

  it("leaves a negative amount a number", () => {
    expect(csvLine([-5])).toBe("-5\r\n");
  });
});
