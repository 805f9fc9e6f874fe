import { paths } from '~/lib/paths';
import { initials } from './initials';

/** The vendor's logo, or its initial on its colour. Decoration: the name stands beside it. */
export function VendorMark({ name, logoHash }: { name: string; logoHash: string | null }) {
  if (logoHash)
    return (
      <img
        src={paths.logo(logoHash)}
        alt=""
        height={26}
        className="h-[26px] w-auto max-w-[78px] flex-none rounded-[4px] object-contain"
      />
    );
  return (
    <span
      aria-hidden
      className="bg-green text-green-on grid size-[26px] flex-none place-content-center rounded-[7px] text-[0.875rem] leading-none"
    >
      {initials(name).slice(0, 1)}
    </span>
  );
}
