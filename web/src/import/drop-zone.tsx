import { useRef, useState } from "react";
import { Button } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";

/** A place to drop files on, or to choose them. */
export function DropZone({ onFiles, disabled = false, small = false }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button beside it is everybody's
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled) take(event.dataTransfer.files);
      }}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 ${small ? "py-3" : "py-8"} ${over ? "border-accent bg-tint" : "border-edge"}`}
    >
      <Icon name="upload" />
      <p className="min-w-0 flex-1 basis-56">
        <span className="font-semibold">{small ? "Drop more files here" : "Drop exports of your CRM here"}</span>
        {small ? null : (
          <span className="block text-soft">
            CSV, Excel, Parquet, JSON, also zipped. Deals first; accounts, customers, contacts and events make the
            profile better. Nothing is imported before you have seen how it is read.
          </span>
        )}
      </p>
      <Button look={small ? "plain" : "main"} disabled={disabled} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={({ target }) => {
          take(target.files);
          target.value = "";
        }}
      />
    </div>
  );
}

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly disabled?: boolean;
  readonly small?: boolean;
}
