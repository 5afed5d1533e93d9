import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password";

const about = { email: "ada.moreno@example.com", name: "Ada Moreno" };

describe("a password", () => {
  it.each([
    "four lemons in a drawer",
    "xK9#mVq2$LpZ",
    "Grüße aus dem Keller",
    "holdfast-demo",
    "drei rote Äpfel",
  ])("may be %j", (password) => {
    expect(passwordProblem(password, about)).toBeNull();
  });

  it.each(["short", "ninechars", "", "a".repeat(201)])("has a length: not %j", (password) => {
    expect(passwordProblem(password, about)).toMatch(/^Use at/);
  });

  it.each([
    "password123",
    "P@ssw0rd2024!",
    "passwordpassword",
    "qwertyuiop",
    "1234567890",
    "Iloveyou123!",
    "Summer2024!!",
    "administrator1",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "0987654321",
    "lkjhgfdsapoi",
    "1q2w3e4r5t6y",
  ])("is not one that everybody has: %j", (password) => {
    expect(passwordProblem(password, about)).not.toBeNull();
  });

  it.each(["ada.moreno@example.com", "AdaMoreno1815", "moreno-moreno-1", "Holdfast2024"])(
    "is not the person's own name or the shop's: %j",
    (password) => {
      expect(passwordProblem(password, about)).not.toBeNull();
    },
  );
});
