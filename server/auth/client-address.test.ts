import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

describe("whom a request is counted by", () => {
  it("is the connection where no proxy of ours stands in front, whatever the request says", () => {
    expect(clientAddress("1.2.3.4", "198.51.100.7", 0)).toBe("198.51.100.7");
    expect(clientAddress(undefined, "198.51.100.7", 0)).toBe("198.51.100.7");
  });

  it("is whom the outermost of our proxies heard, not what the visitor wrote before it", () => {
    expect(clientAddress("6.6.6.6, 198.51.100.7", "10.0.0.1", 1)).toBe("198.51.100.7");
    expect(clientAddress("6.6.6.6, 198.51.100.7, 10.0.0.2", "10.0.0.1", 2)).toBe("198.51.100.7");
  });

  it("falls back to the connection when a proxy told nothing", () => {
    expect(clientAddress(undefined, "10.0.0.1", 1)).toBe("10.0.0.1");
    expect(clientAddress("198.51.100.7", "10.0.0.1", 2)).toBe("10.0.0.1");
  });

  it("takes an IPv4 address in IPv6 clothes for what it is", () => {
    expect(clientAddress(undefined, "::ffff:127.0.0.1", 0)).toBe("127.0.0.1");
  });

  it("counts all IPv6 addresses of one network as one", () => {
    const same = ["2001:db8:0:1::5", "2001:0db8:0000:0001:ffff::1", "2001:DB8:0:1:1:2:3:4"];
    for (const address of same) expect(clientAddress(undefined, address, 0)).toBe("2001:db8:0:1::/64");
    expect(clientAddress(undefined, "2001:db8:0:2::5", 0)).not.toBe("2001:db8:0:1::/64");
    expect(clientAddress(undefined, "::1", 0)).toBe("0:0:0:0::/64");
  });
});
