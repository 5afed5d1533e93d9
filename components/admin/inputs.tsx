/** What a policy was given, name by name, shown when somebody wants to know. */
export function Inputs({ inputs, label = "Inputs" }: { inputs: Record<string, unknown>; label?: string }) {
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-xs py-0.5 text-muted hover:text-ink">{label}</summary>
      <dl className="mt-1 grid gap-x-4 rounded bg-well px-3 py-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        {Object.entries(inputs).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 font-mono text-xs leading-5 break-words">{inWords(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const inWords = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ");
