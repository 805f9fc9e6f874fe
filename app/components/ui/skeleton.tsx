/** A grey stand-in of the size of what is coming, so that nothing jumps. Size it with classes. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <span aria-hidden className={`skeleton block ${className}`} />;
}
