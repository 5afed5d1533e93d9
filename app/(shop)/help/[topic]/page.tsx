import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { helpTopics } from "@/components/shop/help-topics";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";

type Props = { params: Promise<{ topic: string }> };

const find = async ({ params }: Props) => {
  const { topic } = await params;
  return helpTopics.find(({ slug }) => slug === topic);
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const topic = await find(props);
  return topic ? { title: topic.title, description: topic.summary } : {};
}

export default async function HelpPage(props: Props) {
  const topic = await find(props);
  if (!topic) notFound();
  return (
    <>
      <PageHeader voice="shop" title={topic.title} summary={topic.summary} />
      <div className="grid max-w-prose gap-8">
        {topic.sections.map(({ heading, text }) => (
          <section key={heading}>
            <h2 className="font-display text-2xl">{heading}</h2>
            {text.map((paragraph) => (
              <p key={paragraph} className="mt-3">
                {paragraph}
              </p>
            ))}
          </section>
        ))}
        <nav aria-label="More help" className="flex flex-wrap gap-x-6 gap-y-2 border-t pt-6">
          {helpTopics
            .filter(({ slug }) => slug !== topic.slug)
            .map(({ slug, title }) => (
              <Link key={slug} href={`/help/${slug}`}>
                {title}
              </Link>
            ))}
        </nav>
      </div>
    </>
  );
}
