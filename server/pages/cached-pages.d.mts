/** The hashes by which a policy allows the inline scripts of a page, as CSP 3 writes them. */
export function scriptHashes(html: string): string;
