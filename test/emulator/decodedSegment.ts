/** A segment of a URL's path as it was before it was percent-encoded; undefined where it is malformed. */
export function decodedSegment(segment: string | undefined): string | undefined {
  if (segment === undefined) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
