import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { webPictures } from "./web-pictures";

let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? "");
  const to = (location: string) => response.writeHead(302, { location }).end();
  switch (request.url) {
    case "/picture":
      return void response.end(Buffer.from([1, 2, 3]));
    case "/moved":
      return void to("/picture");
    case "/round":
      return void to("/round");
    case "/inwards":
      return void to("http://169.254.169.254/latest/meta-data");
    case "/file":
      return void to("file:///etc/passwd");
    case "/endless":
      response.writeHead(200);
      return void response.write(Buffer.alloc(5000));
    case "/silent":
      return;
    case "/busy":
      return void response.writeHead(503).end();
    default:
      return void response.writeHead(404).end();
  }
});
let here = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Takes this machine's own address for a public one, and no other. */
const source = webPictures({
  ...{ maxBytes: 4000, timeoutMs: 500, anyPort: true },
  reachable: (address) => address === "127.0.0.1" || address === "::1",
});

describe("a picture elsewhere", () => {
  test("is fetched, also from where it has moved to", async () => {
    expect([...(await source.fetch(`${here}/picture`))]).toEqual([1, 2, 3]);
    expect([...(await source.fetch(`${here}/moved`))]).toEqual([1, 2, 3]);
  });

  test.each([
    ["/nothing", "invalid_input"],
    ["/round", "invalid_input"],
    ["/inwards", "invalid_input"],
    ["/file", "invalid_input"],
    ["/endless", "invalid_input"],
    ["/busy", "provider_unavailable"],
    ["/silent", "provider_unavailable"],
  ])("%s is refused as %s", async (path, kind) => {
    await expect(source.fetch(here + path)).rejects.toMatchObject({ kind });
  });
});

describe("the app's own source", () => {
  const guarded = webPictures({ maxBytes: 4000, anyPort: true });
  test.each([
    "http://localhost:PORT/picture",
    "http://127.0.0.1:PORT/picture",
    "http://127.1:PORT/picture",
    "http://2130706433:PORT/picture",
    "http://0x7f000001:PORT/picture",
    "http://[::1]:PORT/picture",
    "http://[::ffff:127.0.0.1]:PORT/picture",
    "http://0.0.0.0:PORT/picture",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/",
    "http://user:word@93.184.216.34/",
    "file:///etc/passwd",
    "ftp://93.184.216.34/a.png",
    "data:image/png;base64,AAAA",
    "not an address",
  ])("never asks %s", async (address) => {
    asked = [];
    const url = address.replace("PORT", new URL(here).port);
    await expect(guarded.fetch(url)).rejects.toMatchObject({ kind: "invalid_input" });
    expect(asked).toEqual([]);
  });

  test("keeps to the web's own ports", async () => {
    await expect(webPictures({ maxBytes: 10 }).fetch("http://93.184.216.34:6379/")).rejects.toMatchObject({
      kind: "invalid_input",
    });
  });
});
