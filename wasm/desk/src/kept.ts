// What enters: a choice of the user's. What leaves: the same on the next visit, where the browser lets a page keep anything.

/** What was kept under a name; a page from file:// may be refused. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`liandong.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value, or forgets it. */
export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`liandong.${name}`);
    else localStorage.setItem(`liandong.${name}`, value);
  } catch {
    // Then it holds for this visit only.
  }
}

// A browser takes a while over its first look; it takes it here, where this script comes before the others.
kept("lang");
