import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { BrandPage, type BrandAnswer } from '~/components/vendor/settings/brand-page';
import { readBrand, type TypedBrand } from '~/domain/vendors/brand';
import { logoWords } from '~/domain/vendors/logo';
import { loadBrand, setBrand } from '~/domain/vendors/set-brand.server';
import { removeLogo, setLogo } from '~/domain/vendors/set-logo.server';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Brand · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const { addressLines, taxId, brandColor, logoHash, ...brand } = await loadBrand(actor);
  return {
    typed: {
      ...brand,
      address: addressLines.join('\n'),
      taxId: taxId ?? '',
      brandColor: brandColor ?? '',
    } satisfies TypedBrand,
    logoHash,
    mayChange: mayAct(actor.role, 'owner'),
    done: new URL(args.request.url).searchParams.get('done'),
  };
}

export async function action(args: ActionFunctionArgs) {
  await requireStaff(args, { role: 'owner' });
  const form = await args.request.formData();
  // Whom customers take the vendor for, and where their answers go: it wants a fresh factor. A form with a file cannot be held for one.
  const isBrand = form.get('intent') === 'brand';
  const typed: TypedBrand = {
    name: formText(form, 'name'),
    legalName: formText(form, 'legalName'),
    address: formText(form, 'address'),
    taxId: formText(form, 'taxId'),
    email: formText(form, 'email'),
    brandColor: formText(form, 'brandColor'),
  };
  if (leftStepUp(form)) return { about: null, words: '', typed } satisfies BrandAnswer;
  const { actor, cause } = isBrand
    ? await requireRecentFactor(args, form, { role: 'owner', doing: 'change the brand' })
    : await requireStaff(args, { role: 'owner' });
  const back = (done: string) => redirect(`${paths.vendor.brand}?done=${done}`, 303);
  switch (form.get('intent')) {
    case 'brand': {
      const read = readBrand(typed);
      if (!read.ok) return data<BrandAnswer>({ ...read.refusal, typed }, { status: 422 });
      await setBrand(actor, read.brand, { cause });
      return back('brand');
    }
    case 'logo': {
      const file = form.get('logo');
      const content = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const set = await setLogo(actor, content, { cause, now: new Date() });
      return set.ok
        ? back('logo')
        : data<BrandAnswer>({ about: 'logo', words: logoWords(set.refusal) }, { status: 422 });
    }
    case 'no-logo':
      await removeLogo(actor, { cause, now: new Date() });
      return back('no-logo');
    default:
      throw new Response(null, { status: 400 });
  }
}

export default function Brand() {
  return <BrandPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
