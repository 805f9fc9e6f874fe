const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** Plain text with its web addresses as links. */
export function Linked({ text }: { text: string }) {
  return text.split(ADDRESS).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} className="rounded-small text-green underline underline-offset-2">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
