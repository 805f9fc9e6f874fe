import { Skeleton } from '~/components/ui/skeleton';

/** The size of the fields before they are there. */
export function CardFieldsSkeleton({ className = '' }: { className?: string }) {
  return (
    <div className={`grid content-start gap-3.5 ${className}`}>
      <div className="grid gap-2">
        <Skeleton className="h-3 w-24" />
        <Skeleton className="h-10" />
      </div>
      <div className="grid grid-cols-2 gap-3.5">
        <div className="grid gap-2">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-10" />
        </div>
        <div className="grid gap-2">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-10" />
        </div>
      </div>
    </div>
  );
}
