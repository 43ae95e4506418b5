import React, { createContext, useContext, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { textParts } from './search';

const SearchWordsContext = createContext<readonly string[]>([]);

interface SearchWordsProps {
  /** Lower-case; the same array for the same words. */
  readonly words: readonly string[];
  readonly children: ReactNode;
}

/** What is searched for, for every `Marked` inside: only these are drawn anew with a keystroke, and not their rows. */
export function SearchWords({ words, children }: SearchWordsProps) {
  return <SearchWordsContext.Provider value={words}>{children}</SearchWordsContext.Provider>;
}

/** A text in which whatever the search found is marked. */
export function Marked({ text }: { readonly text: string }) {
  const words = useContext(SearchWordsContext);
  const styles = useStyles2(getStyles);
  if (words.length === 0) {
    return <>{text}</>;
  }
  return (
    <>
      {textParts(text, words).map((part, index) =>
        part.found ? (
          <mark key={index} className={styles.mark}>
            {part.text}
          </mark>
        ) : (
          part.text
        )
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The line below says it where colours do not.
  mark: css({
    padding: 0,
    background: theme.colors.warning.transparent,
    // A link's own colour is too faint on it.
    color: theme.colors.text.primary,
    textDecoration: 'underline',
    textDecorationThickness: 2,
    textUnderlineOffset: 2,
  }),
});
