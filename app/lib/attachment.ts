/** Answers with a file that is saved, not shown, and that no cache keeps. Other than ASCII in its name goes by RFC 5987. */
export function attachment(file: { filename: string; content: Buffer; type: string }): Response {
  const plain = file.filename.replace(/[^\w. -]+/g, '-');
  const exact = encodeURIComponent(file.filename).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(file.content as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.type,
      'content-length': String(file.content.length),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
      'cache-control': 'no-store',
    },
  });
}
