import { expect, type Page } from "@playwright/test";

/** The console's mail: what was sent, and how each mail looks. */
export class MailPage {
  constructor(readonly page: Page) {}

  recipient = () => this.page.getByRole("searchbox", { name: "Recipient" });
  rows = () => this.page.getByRole("row").filter({ has: this.page.getByRole("link") });
  frame = () => this.page.frameLocator("iframe");
  sendAgainTo = () => this.page.getByLabel("Send it to");
  sendAgain = () => this.page.getByRole("button", { name: "Send again" });

  async openSent(): Promise<void> {
    await this.page.goto("/admin/settings/emails/sent");
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText("Mail");
  }

  async narrowTo(recipient: string): Promise<void> {
    await this.recipient().fill(recipient);
    await this.page.getByRole("button", { name: "Apply" }).click();
    await expect(this.page).toHaveURL(/to=/);
  }

  async openPreview(words: string): Promise<void> {
    await this.page.goto("/admin/settings/emails");
    await this.page
      .getByRole("navigation", { name: "Mails" })
      .getByRole("link", { name: words, exact: true })
      .click();
    await expect(this.page).toHaveURL(/template=/);
  }
}
