"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False until the page's script runs: controls that need it stay switched off, so that no press is lost. */
export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
