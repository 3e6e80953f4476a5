/** Where the page of a certificate is; a name may have any letter. */
export function certificatePath(name: string): string {
  return `/certificates/${encodeURIComponent(name)}`;
}

export function requestPath(name: string): string {
  return `/certificates/requests/${encodeURIComponent(name)}`;
}

/** The same as a file on any system. */
export function fileNameOf(name: string, ending: string): string {
  return `${name.replaceAll(/[^\w.-]+/g, '_')}.${ending}`;
}
