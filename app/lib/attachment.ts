/** Headers for a file that is saved, not shown, and that no cache keeps. */
export function attachmentHeaders(filename: string, contentType: string): Record<string, string> {
  const plain = filename.replace(/[^\w. -]+/g, '-');
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename).replace(/['()*]/g, '_')}`,
    'cache-control': 'no-store',
  };
}
