/** Line icons on a 24 px grid, drawn here: an icon package would put a thousand modules into the server's memory. */
const SHAPES = {
  alert: 'M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1',
  'arrow-left': 'M19 12H5m6-6-6 6 6 6',
  bank: 'M3.5 9.5 12 4l8.5 5.5zM6 9.8v6.7M10 9.8v6.7M14 9.8v6.7M18 9.8v6.7M3.5 16.5h17v3.5h-17z',
  bookmark: 'M6.5 3.5h11v17L12 16.5l-5.5 4z',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3.5v4M16 3.5v4',
  card: 'M3 6.5h18v11.5H3zM3 10.5h18M6.5 14.5h4',
  check: 'm5 12.5 4.7 4.7L19.5 7',
  'chevron-down': 'm6 9.5 6 6 6-6',
  'chevron-left': 'm14.5 6-6 6 6 6',
  'chevron-right': 'm9.5 6 6 6-6 6',
  devices: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  download: 'M12 4v11m-5-4.5 5 5 5-5M4.5 20h15',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM13.5 4v4.5H18',
  filter: 'M4 6.5h16M7 12h10M10 17.5h4',
  info: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5M12 7.8v.1',
  leave: 'M10 4H4.5v16H10M9.5 12H20m-4-4 4 4-4 4',
  lock: 'M5.5 10.5h13v9.5h-13zM8.5 10.5v-3a3.5 3.5 0 0 1 7 0v3',
  mail: 'M3.5 6h17v12h-17zM4 6.5l8 6.5 8-6.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M5 12h14',
  moon: 'M20 14.2A8 8 0 1 1 9.8 4a6.5 6.5 0 0 0 10.2 10.2z',
  receipt: 'M5.5 3.5h13v17l-2.2-1.6-2.1 1.6-2.2-1.6-2.2 1.6-2.1-1.6-2.2 1.6zM9 8.5h6M9 12.5h6',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20 20',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  swap: 'M4 8.5h14m-3.5-4 4 4-4 4M20 15.5H6m3.5-4-4 4 4 4',
  x: 'm6 6 12 12M18 6 6 18',
} as const;

/** They point forward or back along the line, which is the other way where it runs from right to left. */
const POINTING: ReadonlySet<IconName> = new Set(['arrow-left', 'chevron-left', 'chevron-right', 'leave']);

export type IconName = keyof typeof SHAPES;

/** Decoration by default; give `label` when the icon stands alone and must be read out. */
export function Icon({
  name,
  size = 18,
  label,
  className,
}: {
  name: IconName;
  size?: number;
  label?: string;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`inline-block flex-none ${POINTING.has(name) ? 'rtl:-scale-x-100' : ''} ${className ?? ''}`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
