import { expect, type Page } from "@playwright/test";

export const password = "holdfast-demo";
export type Person = "warehouse" | "manager" | "admin" | "shopper";
export const emailOf = (person: Person): string => `${person}@holdfast.test`;

export class SignInPage {
  constructor(readonly page: Page) {}

  email = () => this.page.getByLabel("E-mail");
  password = () => this.page.getByLabel("Password");
  fault = () => this.page.getByRole("alert").filter({ hasText: "Not signed in" });

  async open(from?: string): Promise<void> {
    await this.page.goto(from === undefined ? "/sign-in" : `/sign-in?from=${encodeURIComponent(from)}`);
  }

  async submit(email: string, word: string): Promise<void> {
    await this.email().fill(email);
    await this.password().fill(word);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).first().click();
  }

  /** Signs in and arrives where `from` says. */
  async as(person: Person, from = "/admin"): Promise<void> {
    await this.open(from);
    await this.submit(emailOf(person), password);
    await expect(this.page.getByRole("button", { name: "Sign out" })).toBeVisible();
  }
}
