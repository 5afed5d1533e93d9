const name = "holdfast:variant-chosen";

/** Tells the page which variant the shopper has in mind, for the pictures beside the choice. */
export const tellVariantChosen = (sku: string): void => {
  dispatchEvent(new CustomEvent(name, { detail: sku }));
};

/** Calls back with every choice; returns how to stop listening. */
export function onVariantChosen(heard: (sku: string) => void): () => void {
  const listener = (event: Event) => heard(String((event as CustomEvent).detail));
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
}
