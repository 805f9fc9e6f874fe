type File = { filename: string; content: Buffer; type: string };

/** Answers with a file that is saved, not shown, and that no cache keeps. */
export function attachment(file: File): Response {
  return answer(file, 'attachment');
}

/** The same for one that the browser shows: only for files that we made ourselves. */
export function shown(file: File): Response {
  return answer(file, 'inline');
}

/** Other than ASCII in its name goes by RFC 5987. */
function answer(file: File, how: 'attachment' | 'inline'): Response {
  const plain = file.filename.replace(/[^\w. -]+/g, '-');
  const exact = encodeURIComponent(file.filename).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(file.content as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.type,
      'content-length': String(file.content.length),
      'content-disposition': `${how}; filename="${plain}"; filename*=UTF-8''${exact}`,
      'cache-control': 'no-store',
    },
  });
}
