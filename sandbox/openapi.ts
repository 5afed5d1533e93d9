import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ErrorObject } from "ajv";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

/** Vendors' published API descriptions are looked for beside the repository, or where HOLDFAST_SPECS says. */
export const specsFolder =
  process.env.HOLDFAST_SPECS ?? join(import.meta.dirname, "..", "..", "shared", "specs");

export const hasSpec = (...path: string[]): boolean => existsSync(join(specsFolder, ...path));

/** One thing in a vendor's description that can't be held against real traffic, and why. */
export type Relaxation = { why: string; apply(node: Node, path: string): void };

/** Needed for every vendor: what OpenAPI allows and JSON Schema does not. */
const everywhere: Relaxation[] = [
  {
    why: "`nullable` belongs to OpenAPI 3.0; JSON Schema says `null` among the types.",
    apply(node) {
      if (typeof node.nullable !== "boolean") return;
      if (node.nullable && typeof node.type === "string") node.type = [node.type, "null"];
      else if (node.nullable && typeof node.$ref === "string") {
        node.anyOf = [{ $ref: node.$ref }, { type: "null" }];
        delete node.$ref;
      } else if (node.nullable && Array.isArray(node.anyOf)) node.anyOf.push({ type: "null" });
      if (node.nullable && Array.isArray(node.enum) && !node.enum.includes(null)) node.enum.push(null);
      delete node.nullable;
    },
  },
  {
    why: "Some limits are written as text, which JSON Schema doesn't read.",
    apply(node) {
      for (const limit of ["minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"])
        if (typeof node[limit] === "string") delete node[limit];
    },
  },
];

export type WireRequest = { method: string; path: string; headers: Headers; body: unknown };

/** Checks traffic against one OpenAPI file. Every method returns what is wrong, in lines; an empty list is good. */
export type Spec = {
  /** The method and the path are described, required headers are there, and the body has the form described. */
  request(request: WireRequest): string[];
  /** The status is described and its body has the form described. */
  answer(request: { method: string; path: string }, status: number, body: unknown): string[];
  /** A value against `#/components/schemas/<name>`. */
  value(name: string, value: unknown): string[];
};

/** Reads `<specs>/<vendor>/<file>`. `prefix` is the path that the file's server address carries, e.g. `/api`. */
export function openApi(
  vendor: string,
  file: string,
  options: { prefix?: string; relax?: readonly Relaxation[] } = {},
): Spec {
  const spec = JSON.parse(readFileSync(join(specsFolder, vendor, file), "utf8")) as Node;
  for (const relaxation of [...everywhere, ...(options.relax ?? [])])
    walk(spec.components ?? null, "components", relaxation);
  const ajv = new Ajv({
    strict: false,
    logger: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  });
  ajv.addSchema(spec, "spec");

  const check = (pointer: string, value: unknown): string[] => {
    const validate = ajv.getSchema(`spec#${pointer}`);
    if (!validate) return [`${file} has nothing at ${pointer}`];
    return validate(value) ? [] : (validate.errors ?? []).map(sentence);
  };

  const find = (method: string, path: string): { operation: Node; pointer: string } | undefined => {
    const wanted =
      path
        .split("?")[0]
        ?.replace(options.prefix ?? "", "")
        .split("/") ?? [];
    for (const [template, methods] of Object.entries((spec.paths ?? {}) as Record<string, Node>)) {
      const parts = template.split("/");
      const fits =
        parts.length === wanted.length &&
        parts.every((part, i) => part.startsWith("{") || part === wanted[i]);
      const operation = methods[method.toLowerCase()];
      if (fits && operation)
        return {
          operation: operation as Node,
          pointer: `/paths/${escapePointer(template)}/${method.toLowerCase()}`,
        };
    }
    return undefined;
  };

  return {
    request({ method, path, headers, body }) {
      const found = find(method, path);
      if (!found) return [`${file} does not describe ${method} ${path}`];
      const missing = parametersOf(spec, found.operation)
        .filter(
          (parameter) =>
            parameter.in === "header" && parameter.required === true && !headers.has(String(parameter.name)),
        )
        .map((parameter) => `header ${String(parameter.name)} is missing`);
      const content = at(found.operation, "requestBody", "content") as Node | undefined;
      if (!content) return missing;
      const type = (headers.get("content-type") ?? "").split(";")[0] ?? "";
      if (!content[type])
        return [...missing, `body is ${type || "of no type"}, not ${Object.keys(content).join(" or ")}`];
      return [
        ...missing,
        ...check(`${found.pointer}/requestBody/content/${escapePointer(type)}/schema`, body),
      ];
    },
    answer({ method, path }, status, body) {
      const found = find(method, path);
      if (!found) return [`${file} does not describe ${method} ${path}`];
      const key = [String(status), `${String(status)[0]}XX`, "default"].find((one) =>
        at(found.operation, "responses", one),
      );
      if (!key) return [`${file} has no answer ${status} for ${method} ${path}`];
      if (!at(found.operation, "responses", key, "content", "application/json", "schema")) return [];
      return check(
        `${found.pointer}/responses/${key}/content/${escapePointer("application/json")}/schema`,
        body,
      );
    },
    value: (name, value) => check(`/components/schemas/${escapePointer(name)}`, value),
  };
}

function walk(value: Json, path: string, relaxation: Relaxation): void {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value)) relaxation.apply(value, path);
  for (const [key, child] of Object.entries(value)) walk(child, `${path}/${key}`, relaxation);
}

/** An operation's parameters, with those it takes from `components`. */
function parametersOf(spec: Node, operation: Node): Node[] {
  const listed = Array.isArray(operation.parameters) ? operation.parameters : [];
  return listed.map((parameter) => {
    const ref = (parameter as Node).$ref;
    return typeof ref === "string"
      ? (at(spec, ...ref.replace("#/", "").split("/")) as Node)
      : (parameter as Node);
  });
}

function at(value: Json, ...keys: string[]): Json | undefined {
  return keys.reduce<Json | undefined>(
    (here, key) =>
      here !== null && typeof here === "object" && !Array.isArray(here) ? here[key] : undefined,
    value,
  );
}

const escapePointer = (key: string): string =>
  encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));

const sentence = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || "/"} ${message ?? "is wrong"} ${JSON.stringify(params)}`;
