/** Bars where lines will stand. Heard as one word by those who do not see them. */
export function Skeleton({ lines = 4, title = true }: { readonly lines?: number; readonly title?: boolean }) {
  return (
    <div role="status" aria-label="Loading">
      {title ? <div className="mb-4 h-5 w-48 rounded-sm bg-wash" /> : null}
      {Array.from({ length: lines }, (_, line) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: bars are all alike and never move
          key={line}
          className="flex h-8 items-center border-b border-line"
        >
          <div className="h-3 rounded-sm bg-wash" style={{ width: `${[62, 48, 71, 55][line % 4]}%` }} />
        </div>
      ))}
    </div>
  );
}

/** The structure of a page that is on its way. */
export function PageSkeleton() {
  return (
    <div className="w-full">
      <div className="mb-8 h-9 w-64 rounded-sm bg-wash" aria-hidden="true" />
      <Skeleton lines={8} title={false} />
    </div>
  );
}
