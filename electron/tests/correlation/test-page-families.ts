// Sites of pages with links, nonces and responses of other sites.
import type { Families } from './test-family.ts';
import { cookie, json, page, redirect, refused, text } from './test-site.ts';

const NAV = '<nav><a href="/about">About</a> <a href="/help/17">Help</a></nav>';
const SCRIPT = '<script src="/static/app.4f9a2c1b.js"></script>';

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

export const PAGE_FAMILIES: Families = {
  'ids in links of a page': (site) => {
    const { chance } = site;
    let next = 100 + chance.below(800);
    const rows: string[] = [];
    const style = chance.of('path', 'query', 'data');
    const list = (): string =>
      rows
        .map((id) =>
          style === 'data'
            ? `<li data-task-id="${id}">Task</li>`
            : `<li>Task <a class="edit" href="${style === 'path' ? `/tasks/${id}/edit` : `/edit?id=${id}&amp;back=list`}">Edit</a></li>`,
        )
        .toReversed()
        .join('\n');
    site.on('GET /tasks', () => page(`${NAV}<ul>${list()}</ul>`));
    site.on('POST /tasks', () => {
      next += 1;
      rows.push(String(next));
      return redirect('/tasks', 303);
    });
    const edit = (id: string) =>
      rows.includes(id) ? page('<form method="post"><input name="title" value="Task"></form>') : page('Not found', 404);
    site.on('GET /tasks/:id/edit', ({ params }) => edit(params['id'] ?? ''));
    site.on('GET /edit', ({ query }) => edit(query.get('id') ?? ''));
    site.on('POST /tasks/:id/done', ({ params }) =>
      rows.includes(params['id'] ?? '') ? redirect('/tasks', 303) : page('Not found', 404),
    );
    return (visitor) => {
      visitor.go('/tasks');
      visitor.go('/tasks', { form: { title: 'Buy milk' } });
      const id = visitor.took(rows.at(-1) ?? '');
      if (style === 'query') visitor.go(`/edit?id=${id}&back=list`);
      else visitor.go(`/tasks/${id}/edit`);
      visitor.go(`/tasks/${id}/done`, { method: 'POST', form: { done: '1' } });
    };
  },

  'a nonce of WordPress': (site) => {
    const { chance } = site;
    const nonces = new Set<string>();
    const nonce = (): string => {
      const made = `${chance.hex(8)}7b`;
      nonces.add(made);
      return made;
    };
    site.on('GET /wp-admin/post-new.php', () => {
      const [rest, form] = [nonce(), nonce()];
      return page(`<script>/* <![CDATA[ */ var wpApiSettings = {"root":"http:\\/\\/site\\/wp-json\\/","nonce":"${rest}","versionString":"wp\\/v2\\/"}; /* ]]> */</script>
<form id="post" action="post.php" method="post"><input type="hidden" id="_wpnonce" name="_wpnonce" value="${form}" /><input type="hidden" name="_wp_http_referer" value="/wp-admin/post-new.php" /><input type="hidden" id="post_ID" name="post_ID" value="${4000 + nonces.size}"></form>`);
    });
    site.on('POST /wp-json/wp/v2/posts', ({ headers }) =>
      nonces.has(headers['X-WP-Nonce'] ?? '') ? json({ id: 5000 + nonces.size, status: 'draft' }, 201) : refused(403),
    );
    site.on('POST /wp-admin/post.php', ({ form }) =>
      nonces.has(form.get('_wpnonce') ?? '') ? redirect('/wp-admin/edit.php') : page('Expired', 403),
    );
    site.on('GET /wp-admin/edit.php', () => page('Posts'));
    return (visitor) => {
      visitor.go('/wp-admin/post-new.php');
      const [rest = '', form = ''] = [...nonces].slice(-2);
      const post = visitor.took(visitor.find(/post_ID" value="(\d+)"/));
      visitor.send('/wp-json/wp/v2/posts', { json: { title: 'Hello' }, headers: { 'X-WP-Nonce': visitor.took(rest) } });
      visitor.go('/wp-admin/post.php', {
        form: { _wpnonce: visitor.took(form), action: 'editpost', post_ID: post, post_title: 'Hello' },
      });
    };
  },

  'an answer in a hidden form of another site': (site) => {
    const { chance } = site;
    const [requests, answers] = [new Set<string>(), new Set<string>()];
    site.on('GET /app', () => {
      const request = chance.base64(120);
      requests.add(request);
      const relay = chance.hex(40);
      return page(
        `<form method="post" action="/idp/sso"><input type="hidden" name="SAMLRequest" value="${request}"/><input type="hidden" name="RelayState" value="${relay}"/></form><script>document.forms[0].submit()</script>`,
      );
    });
    site.on('POST /idp/sso', ({ form }) => {
      if (!requests.has(form.get('SAMLRequest') ?? '')) return page('Bad request', 400);
      const answer = chance.base64(400);
      answers.add(answer);
      return page(
        `<form method="post" action="/acs"><input type="hidden" name="SAMLResponse" value="${attribute(answer)}"/><input type="hidden" name="RelayState" value="${form.get('RelayState') ?? ''}"/></form>`,
      );
    });
    site.on('POST /acs', ({ form }) =>
      answers.has(form.get('SAMLResponse') ?? '')
        ? redirect('/home', 302, [cookie('sid', chance.hex(20))])
        : page('Bad response', 400),
    );
    site.on('GET /home', () => page('Welcome'));
    return (visitor) => {
      visitor.go('/app');
      const relay = visitor.took(visitor.find(/RelayState" value="([^"]+)"/));
      visitor.go('/idp/sso', { form: { SAMLRequest: visitor.took([...requests].at(-1) ?? ''), RelayState: relay } });
      visitor.go('/acs', { form: { SAMLResponse: visitor.took([...answers].at(-1) ?? ''), RelayState: relay } });
    };
  },

  'an address with an address in it': (site) => {
    const { chance } = site;
    const tickets = new Set<string>();
    site.on('GET /start', () => {
      const ticket = `ST-${chance.below(90)}-${chance.word(20)}`;
      tickets.add(ticket);
      return redirect(`/gate?service=${encodeURIComponent(`${site.origin}/done?ticket=${ticket}&lang=en`)}`);
    });
    site.on('GET /gate', ({ query }) => redirect(query.get('service') ?? '/'));
    site.on('GET /done', ({ query }) =>
      tickets.has(query.get('ticket') ?? '')
        ? page(`<a href="/receipt?t=${query.get('ticket') ?? ''}">Receipt</a>`)
        : page('No ticket', 403),
    );
    site.on('GET /receipt', ({ query }) => (tickets.has(query.get('t') ?? '') ? text('paid') : refused(403)));
    return (visitor) => {
      visitor.go('/start');
      const ticket = visitor.took([...tickets].at(-1) ?? '');
      visitor.go(`/receipt?t=${ticket}`);
    };
  },

  'a page of constants': (site) => {
    const { chance } = site;
    const [release, widget] = [chance.hex(12), chance.uuid()];
    site.on('GET /shop', () =>
      page(
        `${NAV}<div data-widget="${widget}"></div><a href="/products/HX-2041?ref=home">Desk</a><script>window.CONFIG={"release":"${release}","widget":"${widget}"}</script>${SCRIPT}`,
      ),
    );
    site.on('GET /products/:sku', () =>
      page('<form action="/search"><input name="q"><input type="hidden" name="category" value="furniture-2026"></form>'),
    );
    site.on('GET /search', () =>
      json({
        total: 2,
        hits: [
          { sku: 'HX-2041', category: 'furniture-2026' },
          { sku: 'LM-0003', category: 'furniture-2026' },
        ],
      }),
    );
    site.on('GET /api/stock', () => json({ sku: 'LM-0003', stock: 5, release }));
    return (visitor) => {
      visitor.go('/shop');
      visitor.go('/products/HX-2041?ref=home');
      visitor.go('/search?q=desk+lamp&category=furniture-2026');
      visitor.send(`/api/stock?sku=LM-0003&v=${release}`, { headers: { 'x-widget': widget } });
    };
  },
};
