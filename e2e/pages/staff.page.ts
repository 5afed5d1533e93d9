import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { AccountPage } from "./account.page";

/** Who works here, and how somebody new comes in. */
export class StaffPage {
  constructor(readonly page: Page) {}

  async invite(name: string, email: string, role: "Warehouse" | "Manager" | "Admin"): Promise<void> {
    await this.page.goto("/admin/settings/staff/invite");
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByRole("radio", { name: new RegExp(role) }).check();
    await this.page.getByRole("button", { name: "Send the invitation" }).click();
    await expect(this.page.getByText("The invitation is on its way.")).toBeVisible();
  }

  async openPerson(name: string): Promise<void> {
    await this.page.goto("/admin/settings/staff");
    await this.page.getByRole("table", { name: "Staff" }).getByRole("link", { name }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  async giveRole(role: "Warehouse" | "Manager" | "Admin"): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(role) }).check();
    await this.page.getByRole("button", { name: "Change the role" }).click();
    await expect(this.page.getByText("The role is changed.")).toBeVisible();
  }

  async shutOut(name: string): Promise<void> {
    await this.page.getByText("Shut out…").click();
    await this.page.getByRole("button", { name: `Shut out ${name}` }).click();
    await expect(this.page.getByText("They are shut out")).toBeVisible();
  }
}

/** Somebody who was invited, with a phone of their own. */
export class Newcomer {
  private secret = "";
  constructor(readonly page: Page) {}

  async join(request: APIRequestContext, email: string, password: string): Promise<void> {
    await new AccountPage(this.page).followMail(request, email, "join");
    await this.page.getByLabel("Choose a password").fill(password);
    await this.page.getByRole("button", { name: "Join" }).click();
    await expect(this.page.getByRole("heading", { name: "Set up your second factor" })).toBeVisible();
  }

  /** Reads the key as an app would read the picture, and types the code it shows. */
  async setUpFactor(): Promise<void> {
    await this.page.getByText("Type the key instead").click();
    this.secret = ((await this.page.getByTestId("second-factor-key").textContent()) ?? "").replaceAll(
      /\s/g,
      "",
    );
    await this.page.getByLabel("Code from your app").fill(this.code(0));
    await this.page.getByRole("button", { name: "Switch on the second factor" }).click();
    await expect(this.page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  }

  /** A code is good once: the next one is half a minute ahead, which the shop allows a phone's clock to be. */
  code(stepsAhead: 0 | 1): string {
    const totp = new TOTP({ secret: Secret.fromBase32(this.secret) });
    return totp.generate({ timestamp: Date.now() + stepsAhead * 30_000 });
  }
}
