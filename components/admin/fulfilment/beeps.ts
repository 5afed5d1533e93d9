"use client";

import { useSyncExternalStore } from "react";

const key = "holdfast-beeps";
const listeners = new Set<() => void>();

const isMuted = (): boolean => localStorage.getItem(key) === "off";

function setMuted(muted: boolean): void {
  localStorage.setItem(key, muted ? "off" : "on");
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether this device is silent; kept for the next visit. */
export function useMute(): [boolean, (muted: boolean) => void] {
  const muted = useSyncExternalStore(subscribe, isMuted, () => false);
  return [muted, setMuted];
}

let context: AudioContext | undefined;

/** One high tone for right, two low ones for wrong: told apart without looking. Words and colour say the same. */
export function beep(kind: "right" | "wrong"): void {
  if (isMuted()) return;
  context ??= new AudioContext();
  const tones = kind === "right" ? [880] : [220, 180];
  tones.forEach((pitch, place) => {
    tone(context as AudioContext, pitch, place * 0.16);
  });
  // A gloved thumb on a handheld feels it too, unless its owner asked for less movement.
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
    navigator.vibrate?.(kind === "right" ? 30 : [80, 50, 80]);
}

function tone(audio: AudioContext, pitch: number, delay: number): void {
  const begin = audio.currentTime + delay;
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0.15, begin);
  volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.12);
  source.connect(volume).connect(audio.destination);
  source.start(begin);
  source.stop(begin + 0.13);
}
