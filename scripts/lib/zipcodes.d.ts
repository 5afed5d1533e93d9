// What the package zipcodes has inside; it comes without types.
declare module "zipcodes/lib/codes.js" {
  export const codes: Record<string, import("./pack-postcodes").PostcodeRow>;
}
declare module "zipcodes/lib/codesCanada.js" {
  export const codes: Record<string, import("./pack-postcodes").PostcodeRow>;
}
