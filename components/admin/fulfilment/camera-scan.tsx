"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Spinner } from "./spinner";

type State = "opening" | "reading" | "no camera" | "not allowed" | "not here";

const words: Partial<Record<State, { title: string; text: string }>> = {
  "no camera": {
    title: "No camera was found",
    text: "Type the code, or use a scanner that types.",
  },
  "not allowed": {
    title: "The camera is switched off for this page",
    text: "Allow it in the browser's settings of this site, or type the code.",
  },
  "not here": {
    title: "This browser gives no camera here",
    text: "Cameras need an address that begins with https. Type the code, or use a scanner that types.",
  },
};

/** The same code is not read again at once: it stays in the picture while the unit is put away. */
const pauseMs = 1_500;

/** Reads barcodes with the device's camera; what it reads goes the way of a typed scan. */
export function CameraScan({ onRead, onClose }: { onRead: (text: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<State>("opening");
  const read = useEffectEvent(onRead);

  useEffect(() => {
    let closed = false;
    let stop = () => {};
    const last = { text: "", at: 0 };
    void openCamera(video.current, (text) => {
      const now = performance.now();
      const again = text === last.text && now - last.at < pauseMs;
      Object.assign(last, { text, at: now });
      if (!again && !closed) read(text);
    }).then((opened) => {
      if (typeof opened === "string") {
        if (!closed) setState(opened);
        return;
      }
      if (closed) return opened();
      stop = opened;
      setState("reading");
    });
    return () => {
      closed = true;
      stop();
    };
  }, []);

  const fault = words[state];
  return (
    <div className="grid gap-2">
      {fault ? (
        <Callout tone="warning" live="status" title={fault.title}>
          {fault.text}
        </Callout>
      ) : (
        <div className="relative overflow-hidden rounded border border-line bg-well">
          <video
            ref={video}
            muted
            playsInline
            aria-label="What the camera sees"
            className="aspect-video w-full object-cover"
          />
          {state === "opening" && <Spinner words="Opening the camera" />}
        </div>
      )}
      <Button size="lg" onClick={onClose}>
        Close the camera
      </Button>
    </div>
  );
}

/** Starts reading; gives how to stop, or why it can't. The reader is fetched when it is first wanted. */
async function openCamera(
  video: HTMLVideoElement | null,
  heard: (text: string) => void,
): Promise<(() => void) | Exclude<State, "opening" | "reading">> {
  if (!video || !navigator.mediaDevices) return "not here";
  try {
    const { BrowserMultiFormatReader } = await import("@zxing/browser");
    const reader = new BrowserMultiFormatReader(undefined, { delayBetweenScanAttempts: 120 });
    const controls = await reader.decodeFromConstraints(
      { video: { facingMode: "environment" } },
      video,
      (result) => {
        if (result) heard(result.getText());
      },
    );
    return () => controls.stop();
  } catch (error) {
    return error instanceof Error && error.name === "NotAllowedError" ? "not allowed" : "no camera";
  }
}
