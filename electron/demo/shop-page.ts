// The demo's shop as a person sees it, for recording a journey: one page whose own script calls the shop.

export const SHOP_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Demo shop</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem }
  form, li { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: .75rem 0 }
  li { align-items: center }
  li span { flex: 1 }
  label { display: grid; gap: .25rem }
  input, button { font: inherit; padding: .35rem .6rem }
  ul { padding: 0; list-style: none }
  [hidden] { display: none }
</style>
<h1>Demo shop</h1>
<form id="login">
  <label>Email <input name="user" type="email" required autocomplete="username"></label>
  <label>Password <input name="password" type="password" required autocomplete="current-password"></label>
  <button>Log in</button>
</form>
<form id="search" hidden>
  <label>Search <input name="q" type="search" value="desk lamp"></label>
  <button>Find</button>
</form>
<ul id="hits"></ul>
<p><button id="order" hidden>Place order</button></p>
<p id="said" role="status">The password of everybody is open-sesame.</p>
<script>
  const one = (id) => document.getElementById(id);
  let token = '', cart = '';
  async function ask(method, path, body) {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    if (token !== '') headers.authorization = 'Bearer ' + token;
    const response = await fetch('/shop' + path, { method, headers, body: body && JSON.stringify(body) });
    const said = await response.json();
    one('said').textContent = response.ok ? '' : said.message;
    return response.ok ? said : null;
  }
  one('login').onsubmit = async (event) => {
    event.preventDefault();
    const { user, password } = Object.fromEntries(new FormData(event.target));
    const said = await ask('POST', '/login', { user, password });
    if (said === null) return;
    token = said.token;
    one('login').hidden = true;
    one('search').hidden = false;
    one('said').textContent = 'Welcome, ' + said.user.name;
  };
  one('search').onsubmit = async (event) => {
    event.preventDefault();
    const said = await ask('GET', '/products?' + new URLSearchParams(new FormData(event.target)));
    one('hits').replaceChildren(...(said?.hits ?? []).map((hit) => {
      const item = document.createElement('li');
      const name = document.createElement('span');
      const button = document.createElement('button');
      name.textContent = hit.name + ', ' + hit.price.toFixed(2);
      button.textContent = 'Add to cart';
      button.onclick = async () => {
        const said = await ask('POST', '/carts', { sku: hit.sku, quantity: 1 });
        if (said === null) return;
        cart = said.id;
        one('order').hidden = false;
        one('said').textContent = hit.name + ' is in your cart.';
      };
      item.append(name, button);
      return item;
    }));
  };
  one('order').onclick = async () => {
    const said = await ask('POST', '/orders', { cart, pay: 'invoice' });
    if (said === null) return;
    const { state } = await ask('GET', '/orders/' + said.order.id);
    one('order').hidden = true;
    one('said').textContent = 'Order ' + said.order.id + ' is ' + state + '.';
  };
</script>
</html>
`;
