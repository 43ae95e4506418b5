import { renderMarkdown, type NavModelItem } from '@grafana/data';
import { hasPermission, locationSearchToObject } from '@grafana/runtime';
import { EmptyState, LoadingPlaceholder, RenderUserContentAsHTML } from '@grafana/ui';
import { useLocation } from 'grafana-router-v5-compat';
import React, { useEffect, useState } from 'react';
import { PluginPage } from '../page/PluginPage';
import type { LoadedPlugin } from './load-plugin';
import { PluginGate } from './PluginGate';

const OVERVIEW = 'overview';

/** Grafana's action for the settings of plugins. */
const CONFIGURE_PLUGINS = 'plugins:write';

/** `/plugins/<plugin id>`: what the plugin is, and the configuration pages that it brings. */
export function SettingsPage() {
  return <PluginGate>{(plugin) => <PluginSettings plugin={plugin} />}</PluginGate>;
}

function PluginSettings({ plugin }: { plugin: LoadedPlugin }) {
  const { search } = useLocation();
  const query = locationSearchToObject(search);
  // As in Grafana, where an address leads to a page that has no tab: it says itself what the user may not do.
  const configPages = plugin.configPages ?? [];
  const tabbedPages = hasPermission(CONFIGURE_PLUGINS) ? configPages : [];
  const shown = typeof query.page === 'string' ? query.page : OVERVIEW;
  const configPage = configPages.find(({ id }) => id === shown);
  const { id, name, info } = plugin.meta;

  const tab = (page: string, text: string, icon: NavModelItem['icon']): NavModelItem => ({
    text,
    icon,
    url: `/plugins/${id}?page=${encodeURIComponent(page)}`,
    active: page === shown,
  });
  const pageNav: NavModelItem = {
    text: name,
    img: `/${info.logos.small}`,
    subTitle: info.description,
    url: `/plugins/${id}`,
    children: [
      tab(OVERVIEW, 'Overview', 'file-alt'),
      ...tabbedPages.map((page) => tab(page.id, page.title, page.icon ?? 'cog')),
    ],
  };

  return (
    <PluginPage
      pageNav={pageNav}
      info={[
        { label: 'Version', value: info.version },
        { label: 'From', value: info.author.name },
      ]}
    >
      {configPage ? (
        <configPage.body plugin={plugin} query={query} />
      ) : shown === OVERVIEW ? (
        <Readme url={`/${plugin.meta.baseUrl}/README.md`} />
      ) : (
        <EmptyState variant="not-found" message="This plugin has no such page" />
      )}
    </PluginPage>
  );
}

function Readme({ url }: { url: string }) {
  const [html, setHtml] = useState<string>();

  useEffect(() => {
    const controller = new AbortController();
    readMarkdown(url, controller.signal).then(setHtml, () => setHtml(''));
    return () => controller.abort();
  }, [url]);

  if (html === undefined) {
    return <LoadingPlaceholder text="Loading…" />;
  }
  return <RenderUserContentAsHTML component="div" className="markdown-html" content={html} />;
}

async function readMarkdown(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  return response.ok ? renderMarkdown(await response.text()) : '';
}
