import { Form } from '@remix-run/react';
import { useState } from 'react';
import type { BrandRefusal, TypedBrand } from '~/domain/vendors/brand';
import { isHex } from '~/lib/color';
import { paths } from '~/lib/paths';
import { brandShades } from '../../brand';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field, TextField } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { SettingsForm, SettingsNews } from './settings-form';

export type BrandAnswer = { about: BrandRefusal['about'] | 'logo' | null; words: string; typed?: TypedBrand };

type BrandPageProps = {
  typed: TypedBrand;
  logoHash: string | null;
  mayChange: boolean;
  done: string | null;
  answer: BrandAnswer | null;
};

const DONE: Record<string, string> = {
  brand: 'Saved. Your customers see it from now on.',
  logo: 'The logo was saved. Your customers see it from now on.',
  'no-logo': 'The logo was taken away. Your initial stands in its place.',
};

export function BrandPage({ typed: saved, logoHash, mayChange, done, answer }: BrandPageProps) {
  const typed = answer?.typed ?? saved;
  const errorOf = (about: BrandAnswer['about']) => (answer?.about === about ? answer.words : null);
  return (
    <>
      <PageTitle title="Brand" back={{ to: paths.vendor.settings, label: 'Settings' }} />
      <SettingsNews done={done && DONE[done]} answer={answer} />
      <div className="grid gap-4">
        <SettingsForm title="Who you are" intent="brand" mayChange={mayChange}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label="Name"
              name="name"
              defaultValue={typed.name}
              error={errorOf('name')}
              hint="As customers know you: on every page and mail."
              maxLength={60}
              required
            />
            <Field
              label="Registered name"
              name="legalName"
              defaultValue={typed.legalName}
              error={errorOf('legalName')}
              hint="Printed on invoices and receipts."
              maxLength={120}
              required
            />
          </div>
          <TextField
            label="Address"
            name="address"
            rows={4}
            defaultValue={typed.address}
            error={errorOf('address')}
            autoComplete="street-address"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Tax id" name="taxId" defaultValue={typed.taxId} error={errorOf('taxId')} maxLength={40} />
            <Field
              label="E-mail address"
              name="email"
              type="email"
              defaultValue={typed.email}
              error={errorOf('email')}
              hint="Where answers to our mails go."
              required
            />
          </div>
          <ColorField defaultValue={typed.brandColor} error={errorOf('brandColor')} />
          <p className="text-small text-second">
            Receipts that were issued keep the name and address that they were issued with.
          </p>
        </SettingsForm>
        <Logo logoHash={logoHash} mayChange={mayChange} error={errorOf('logo')} />
      </div>
    </>
  );
}

/** The colour, and beside it what a button looks like in it, in the light and in the dark. */
function ColorField({ defaultValue, error }: { defaultValue: string; error: string | null }) {
  const [color, setColor] = useState(defaultValue);
  const shades = isHex(color) ? brandShades(color) : null;
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <Field
        label="Colour"
        name="brandColor"
        defaultValue={defaultValue}
        onChange={(event) => setColor(event.currentTarget.value.trim())}
        error={error}
        hint="As in #0d6b4d. Empty: our green."
        spellCheck={false}
        maxLength={7}
        className="w-[200px]"
      />
      {shades && (
        <div className="flex gap-3 sm:pt-6" aria-hidden>
          {[shades.light, shades.dark].map(({ green, on }) => (
            <svg key={green + on} width="120" height="40" viewBox="0 0 120 40">
              <rect width="120" height="40" rx="9" fill={green} />
              <text x="60" y="25" textAnchor="middle" fill={on} fontSize="14" fontWeight="600">
                Pay $120.00
              </text>
            </svg>
          ))}
        </div>
      )}
    </div>
  );
}

function Logo({ logoHash, mayChange, error }: { logoHash: string | null; mayChange: boolean; error: string | null }) {
  if (!logoHash && !mayChange) return null;
  return (
    <Card title="Logo" className="max-w-[760px]">
      <div className="flex flex-wrap items-center gap-5">
        {logoHash ? (
          <img
            src={paths.logo(logoHash)}
            alt="Your logo"
            className="border-line max-h-16 max-w-[200px] rounded-[4px] border bg-white p-1"
          />
        ) : (
          <p className="text-second">None yet: your initial stands in its place.</p>
        )}
        {logoHash && mayChange && (
          <Form method="post">
            <Button name="intent" value="no-logo" variant="quiet">
              Take it away
            </Button>
          </Form>
        )}
      </div>
      {mayChange && (
        <Form method="post" encType="multipart/form-data" className="mt-4 flex flex-wrap items-end gap-3">
          <Field
            label={logoHash ? 'Another picture' : 'A picture'}
            name="logo"
            type="file"
            accept="image/png,image/jpeg"
            error={error}
            hint="PNG or JPEG, at most 256 kB. It stands on your pages, invoices and statements."
            className="min-w-[min(100%,320px)] grow"
            required
          />
          <Button name="intent" value="logo" className="min-h-10">
            Use this picture
          </Button>
        </Form>
      )}
    </Card>
  );
}
