import { PageNotFound } from "@/components/shop/page-not-found";

export default PageNotFound;
