import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { stack } from "../stack";

type Mail = { subject: string; text: string };

/** The shopper's account and the pages that lead into it. */
export class AccountPage {
  constructor(readonly page: Page) {}

  async register(password: string): Promise<void> {
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Register" }).click();
    await expect(this.page.getByText(/We sent a mail to/)).toBeVisible();
  }

  /** Follows the link of the newest mail that leads to a page, as its reader does. */
  async followMail(request: APIRequestContext, email: string, path: string): Promise<void> {
    let link: string | undefined;
    await expect(async () => {
      const answer = await request.get(`${stack().sandbox}/control/mail?to=${encodeURIComponent(email)}`);
      const mails = (await answer.json()) as Mail[];
      link = mails
        .map(({ text }) => new RegExp(`https?://\\S+/${path}\\?\\S+`).exec(text)?.[0])
        .findLast((found) => found !== undefined);
      expect(link).toBeDefined();
    }).toPass({ timeout: 20_000 });
    await this.page.goto(link ?? "");
  }

  async confirm(password: string): Promise<void> {
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Confirm and sign in" }).click();
    await expect(this.page.getByText("Your account is ready")).toBeVisible();
  }

  async signOut(): Promise<void> {
    await this.page.goto("/account");
    await this.page.getByRole("button", { name: "Sign out" }).click();
    await this.page.waitForURL(/\/sign-in/);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.goto("/sign-in?from=/account");
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  /** Asks for a new password, follows its mail and sets it. */
  async reset(request: APIRequestContext, email: string, password: string): Promise<void> {
    await this.page.goto("/forgot-password");
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByRole("button", { name: "Send the link" }).click();
    await expect(this.page.getByText(/We sent a mail to/)).toBeVisible();
    await this.followMail(request, email, "reset-password");
    await this.page.getByLabel("New password").fill(password);
    await this.page.getByRole("button", { name: "Save the new password" }).click();
    await expect(this.page.getByText("Your new password is saved")).toBeVisible();
  }

  order = (number: string) => this.page.getByRole("listitem").filter({ hasText: number });
}
