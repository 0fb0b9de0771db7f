// Member names: in comes a value of the wire format, out the same with its member names in camelCase.

const known = new Map<string, string>();

function renamed(name: string): string {
  let own = known.get(name);
  if (own === undefined) {
    own = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    known.set(name, own);
  }
  return own;
}

/** @internal */
export function camel<T>(value: unknown): T {
  if (typeof value !== "object" || value === null) return value as T;
  if (Array.isArray(value)) return value.map(camel) as T;
  const own: Record<string, unknown> = {};
  for (const name in value) own[renamed(name)] = camel((value as Record<string, unknown>)[name]);
  return own as T;
}

/** @internal */
export function read<T>(json: string): T {
  return camel<T>(JSON.parse(json));
}
