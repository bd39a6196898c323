/** What the reading noticed, in sentences. */
export function Notes({ notes }: { readonly notes: readonly string[] }) {
  const all = [...new Set(notes)];
  return all.length === 0 ? null : (
    <ul className="mt-6 max-w-prose list-disc pl-5 text-sm text-soft">
      {all.map((note) => (
        <li key={note} className="wrap-anywhere">
          {note}
        </li>
      ))}
    </ul>
  );
}
