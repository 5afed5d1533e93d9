import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type TestBucket = {
  endpoint: string;
  files: Map<string, { body: Buffer; type: string }>;
  /** What was wrong with requests that were turned away. */
  refused: string[];
  /** Answers everything with this status from now on. */
  failWith(status: number | null): void;
  stop(): Promise<void>;
};

/** A bucket of one test: keeps what it is given, and turns away what is not signed as Signature Version 4 asks. */
export async function testBucket(bucket: string, accessKeyId: string): Promise<TestBucket> {
  const files: TestBucket["files"] = new Map();
  const refused: string[] = [];
  let failing: number | null = null;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const wrong = faultOf(request, accessKeyId);
    const [, name, key = ""] = /^\/([^/]+)\/([^/?]+)$/.exec(request.url ?? "") ?? [];
    if (wrong || name !== bucket) {
      refused.push(wrong ?? `no bucket ${name}`);
      response.writeHead(403).end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
    } else if (failing) response.writeHead(failing).end("<Error><Code>InternalError</Code></Error>");
    else if (request.method === "PUT") {
      files.set(key, { body: Buffer.concat(chunks), type: request.headers["content-type"] ?? "" });
      response.writeHead(200).end();
    } else if (request.method === "DELETE") {
      files.delete(key);
      response.writeHead(204).end();
    } else {
      const found = files.get(key);
      if (found) response.writeHead(200, { "content-type": found.type }).end(found.body);
      else response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    refused,
    failWith(status) {
      failing = status;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const shape =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([a-z0-9-]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/;

function faultOf({ headers }: IncomingMessage, accessKeyId: string): string | null {
  const [, key, day, , signed = ""] = shape.exec(headers.authorization ?? "") ?? [];
  if (!key) return `the signature's shape: ${headers.authorization}`;
  if (key !== accessKeyId) return `the key ${key}`;
  const date = String(headers["x-amz-date"] ?? "");
  if (!/^\d{8}T\d{6}Z$/.test(date) || !date.startsWith(day ?? "-")) return `the date ${date}`;
  if (!headers["x-amz-content-sha256"]) return "no hash of the content";
  for (const name of ["host", "x-amz-date", "x-amz-content-sha256"])
    if (!signed.split(";").includes(name)) return `${name} is not signed`;
  return null;
}
