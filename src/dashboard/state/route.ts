/** Where one is: the part of the address after `#`. */
import { computed, signal } from '@preact/signals';

/** The views, in the order of the navigation. */
export const VIEWS = ['now', 'ask', 'history', 'members', 'bench'] as const;

const hash = signal(window.location.hash);
window.addEventListener('hashchange', () => {
  hash.value = window.location.hash;
});

/** Such as `#/history/ID`. What is no view is the first one. */
export const route = computed(() => {
  const [name, id] = hash.value.replace(/^#\//, '').split('/');
  return { view: VIEWS.find((view) => view === name) ?? 'now', id: id === undefined ? null : decodeURIComponent(id) };
});
