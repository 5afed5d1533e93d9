import alertManagersWhenLateMoneyArrives from "./alert-managers-when-late-money-arrives";
import alertManagersWhenMailComesBack from "./alert-managers-when-mail-comes-back";
import alertManagersWhenPaymentDisputed from "./alert-managers-when-payment-disputed";
import alertManagersWhenRefundFails from "./alert-managers-when-refund-fails";
import askManagerWhenPurchaseOrderProposed from "./ask-manager-when-purchase-order-proposed";
import assignToFulfilmentWhenOrderPaid from "./assign-to-fulfilment-when-order-paid";
import cancelOrderWhenPaymentFails from "./cancel-order-when-payment-fails";
import cancelOrderWhenPaymentTimesOut from "./cancel-order-when-payment-times-out";
import checkAddressWhenOrderPaid from "./check-address-when-order-paid";
import createPurchaseOrderWhenStockIsLow from "./create-purchase-order-when-stock-is-low";
import emailAccountLinkWhenIssued from "./email-account-link-when-issued";
import emailConfirmationWhenOrderCreated from "./email-confirmation-when-order-created";
import emailInvitationWhenStaffInvited from "./email-invitation-when-staff-invited";
import emailOwnerWhenAccountSecurityChanged from "./email-owner-when-account-security-changed";
import emailReceiptWhenOrderPaid from "./email-receipt-when-order-paid";
import emailRefundWhenOrderRefunded from "./email-refund-when-order-refunded";
import emailSupplierWhenPurchaseOrderCancelled from "./email-supplier-when-purchase-order-cancelled";
import emailTrackingWhenOrderShipped from "./email-tracking-when-order-shipped";
import emailWhenBackInStock from "./email-when-back-in-stock";
import emailWhenOrderCancelled from "./email-when-order-cancelled";
import emailWhenOrderPartlyCancelled from "./email-when-order-partly-cancelled";
import emailWhenParcelComesBack from "./email-when-parcel-comes-back";
import emailWhenParcelDelayed from "./email-when-parcel-delayed";
import emailWhenParcelNeedsTheShopper from "./email-when-parcel-needs-the-shopper";
import emailWhenParcelSettled from "./email-when-parcel-settled";
import emailWhenPartIsBackordered from "./email-when-part-is-backordered";
import emailWhenPaymentIsProcessing from "./email-when-payment-is-processing";
import eraseFromCrmWhenCustomerErased from "./erase-from-crm-when-customer-erased";
import fetchLinkedPictures from "./fetch-linked-pictures";
import fillBackordersWhenStockArrives from "./fill-backorders-when-stock-arrives";
import followParcelWhenOrderShipped from "./follow-parcel-when-order-shipped";
import importCatalogueWhenConfirmed from "./import-catalogue-when-confirmed";
import markUnitsUnavailableWhenInventoryExpired from "./mark-units-unavailable-when-inventory-expired";
import notifyManagersWhenPaymentsDiffer from "./notify-managers-when-payments-differ";
import notifyManagersWhenStockIsLow from "./notify-managers-when-stock-is-low";
import reconcilePaymentsDaily from "./reconcile-payments-daily";
import requestReviewWhenOrderDelivered from "./request-review-when-order-delivered";
import sendMailAgainWhenAsked from "./send-mail-again-when-asked";
import sendPurchaseOrderAgainWhenAsked from "./send-purchase-order-again-when-asked";
import sendPurchaseOrderWhenOrdered from "./send-purchase-order-when-ordered";
import sendRefundWhenRequested from "./send-refund-when-requested";
import sweepBackorders from "./sweep-backorders";
import sweepCancelledOrders from "./sweep-cancelled-orders";
import sweepCarrierQuotes from "./sweep-carrier-quotes";
import sweepCrm from "./sweep-crm";
import sweepErasedCustomers from "./sweep-erased-customers";
import sweepExpiredLots from "./sweep-expired-lots";
import sweepLabels from "./sweep-labels";
import sweepLateParcels from "./sweep-late-parcels";
import sweepOldNotices from "./sweep-old-notices";
import sweepOpenDisputes from "./sweep-open-disputes";
import sweepOutbox from "./sweep-outbox";
import sweepOverdueOrders from "./sweep-overdue-orders";
import sweepParcels from "./sweep-parcels";
import sweepPaymentFees from "./sweep-payment-fees";
import sweepPurchaseDrafts from "./sweep-purchase-drafts";
import sweepRefunds from "./sweep-refunds";
import sweepStandingPayments from "./sweep-standing-payments";
import sweepStockLevels from "./sweep-stock-levels";
import sweepStockRequests from "./sweep-stock-requests";
import sweepSubscriptions from "./sweep-subscriptions";
import sweepUnassignedOrders from "./sweep-unassigned-orders";
import sweepUserSessions from "./sweep-user-sessions";
import sweepWebhookInbox from "./sweep-webhook-inbox";
import tellCrm from "./tell-crm";
import voidLabelsWhenOrderCancelled from "./void-labels-when-order-cancelled";
import voidLabelsWhenOrderPartlyCancelled from "./void-labels-when-order-partly-cancelled";
import voidOrRefundWhenOrderCancelled from "./void-or-refund-when-order-cancelled";

/** Every policy, as it is registered with the event server. */
export const policies = [
  emailConfirmationWhenOrderCreated,
  cancelOrderWhenPaymentTimesOut,
  cancelOrderWhenPaymentFails,
  assignToFulfilmentWhenOrderPaid,
  checkAddressWhenOrderPaid,
  emailReceiptWhenOrderPaid,
  emailTrackingWhenOrderShipped,
  followParcelWhenOrderShipped,
  requestReviewWhenOrderDelivered,
  emailWhenParcelNeedsTheShopper,
  emailWhenParcelDelayed,
  emailWhenParcelComesBack,
  emailWhenParcelSettled,
  emailWhenOrderCancelled,
  voidOrRefundWhenOrderCancelled,
  voidLabelsWhenOrderCancelled,
  emailWhenOrderPartlyCancelled,
  voidLabelsWhenOrderPartlyCancelled,
  sendRefundWhenRequested,
  emailRefundWhenOrderRefunded,
  alertManagersWhenLateMoneyArrives,
  alertManagersWhenPaymentDisputed,
  alertManagersWhenRefundFails,
  notifyManagersWhenStockIsLow,
  notifyManagersWhenPaymentsDiffer,
  reconcilePaymentsDaily,
  importCatalogueWhenConfirmed,
  fillBackordersWhenStockArrives,
  emailWhenBackInStock,
  emailAccountLinkWhenIssued,
  emailOwnerWhenAccountSecurityChanged,
  createPurchaseOrderWhenStockIsLow,
  askManagerWhenPurchaseOrderProposed,
  markUnitsUnavailableWhenInventoryExpired,
  sendPurchaseOrderWhenOrdered,
  sendPurchaseOrderAgainWhenAsked,
  emailSupplierWhenPurchaseOrderCancelled,
  emailWhenPaymentIsProcessing,
  emailWhenPartIsBackordered,
  alertManagersWhenMailComesBack,
  sendMailAgainWhenAsked,
  emailInvitationWhenStaffInvited,
  ...tellCrm,
  eraseFromCrmWhenCustomerErased,
  sweepCrm,
  sweepOverdueOrders,
  sweepOutbox,
  sweepStandingPayments,
  sweepCancelledOrders,
  sweepWebhookInbox,
  sweepOldNotices,
  sweepRefunds,
  sweepOpenDisputes,
  sweepPaymentFees,
  sweepParcels,
  sweepLateParcels,
  sweepSubscriptions,
  sweepLabels,
  sweepUnassignedOrders,
  sweepBackorders,
  sweepStockLevels,
  sweepStockRequests,
  sweepCarrierQuotes,
  sweepPurchaseDrafts,
  sweepExpiredLots,
  sweepErasedCustomers,
  sweepUserSessions,
  fetchLinkedPictures,
];
